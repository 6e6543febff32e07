/**
 * People of a tenant and what they prove to be themselves by. Rooms by job: {@code person} who there is, {@code password} hashing and
 * rules, {@code guess} limits, {@code signin} the answer to a login form, {@code link} invitations and resets, {@code otp} one-time passwords.
 */
package dev.claviger.credential.account;
