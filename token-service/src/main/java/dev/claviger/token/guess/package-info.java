/** Failed guesses at secrets, counted so that guessing ends at this service, and never locks out who knows the secret. */
package dev.claviger.token.guess;
