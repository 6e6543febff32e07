/** How a person comes by another password: by the link of a mail, or by knowing the present one; and what administrators do for who cannot get in. */
package dev.claviger.credential.account.renewal;
