/** Every way a request ends without being forwarded: the reasons, and the only writer of their answers. */
package dev.claviger.gateway.refuse;
