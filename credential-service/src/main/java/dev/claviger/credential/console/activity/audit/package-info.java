/** The audit trail as people read it: in sentences, searched by names, and taken along as a file. */
package dev.claviger.credential.console.activity.audit;
