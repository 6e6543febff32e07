/** Inviting and changing a person: the page, what was typed, and what there is to choose from. */
package dev.claviger.credential.console.people.form;
