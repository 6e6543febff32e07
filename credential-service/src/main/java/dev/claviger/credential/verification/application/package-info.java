/** What token-service asks of clients before anybody has shown a secret: who they are to people, and from where their scripts may call. */
package dev.claviger.credential.verification.application;
