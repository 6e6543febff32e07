/** Making and changing an application: the page, what was typed, and what there is to choose from. */
package dev.claviger.credential.console.application.form;
