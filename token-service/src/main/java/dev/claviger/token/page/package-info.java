/** Pages for people: how they look, what browsers are told to forbid them, and how a form is known to be ours. */
package dev.claviger.token.page;
