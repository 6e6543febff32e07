/** How pages of the console are made and answered: their frame, what browsers are told to forbid them, what they load, and how mistakes are told. */
package dev.claviger.credential.console.page;
