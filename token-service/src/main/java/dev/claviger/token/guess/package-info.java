/** Failed guesses at secrets, counted so that guessing is slowed down, and never locks out who knows the secret. */
package dev.claviger.token.guess;
