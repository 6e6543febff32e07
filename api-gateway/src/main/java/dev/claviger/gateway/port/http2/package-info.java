/** What no caller may do with the frames of an HTTP/2 connection, where Netty and Vert.x leave it open. */
package dev.claviger.gateway.port.http2;
