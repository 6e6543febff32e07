/** Where this service may be led to by who is not its operator. */
package dev.claviger.token.address;
