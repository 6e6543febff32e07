/** What every OAuth endpoint does with HTTP, whatever it is asked: reading a request whole, and writing its one answer. */
package dev.claviger.token.exchange;
