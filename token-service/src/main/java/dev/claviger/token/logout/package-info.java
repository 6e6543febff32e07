/**
 * Signing out: at an application's wish (OpenID Connect RP-Initiated Logout 1.0, and as clients of Lucidtech do), and telling the applications of a session that has
 * ended, however it did (Back-Channel Logout 1.0).
 */
package dev.claviger.token.logout;
