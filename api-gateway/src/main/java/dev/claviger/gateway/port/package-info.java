/** The port where callers' connections arrive: what is spoken there (HTTP/1.1, HTTP/2, TLS), and what no caller may do to it. */
package dev.claviger.gateway.port;
