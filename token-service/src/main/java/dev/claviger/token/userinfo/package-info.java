/** What a client is told of the person who agreed to that (OpenID Connect Core §5.3). */
package dev.claviger.token.userinfo;
