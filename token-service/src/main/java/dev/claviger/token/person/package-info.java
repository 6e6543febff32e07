/** What people do on their own: see and take back what they allowed, end sessions, and look after their password. */
package dev.claviger.token.person;
