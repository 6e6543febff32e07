/** The demo's person, and the clients that may act for people: data, and how the browser gets there. */
package dev.claviger.quickstart.people;
