/** What administrators see and end of people's consents and sessions: the part of the admin API whose data is here. */
package dev.claviger.token.administration;
