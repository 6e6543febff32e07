/** One-time passwords (RFC 6238) and the codes that stand in when a telephone is lost. */
package dev.claviger.credential.account.otp;
