/** Charts as pictures that need no script: plain values become shapes, and the page's stylesheet gives them their colours. */
package dev.claviger.credential.console.chart;
