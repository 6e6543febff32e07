/** Applications and their secrets, as pages: what the admin API does with clients, for people. */
package dev.claviger.credential.console.application;
