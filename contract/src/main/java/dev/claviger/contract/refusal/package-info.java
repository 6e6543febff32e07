/** Why gateways and token endpoints refuse, in words: the gateway explains with them, and the console shows them beside the counts. */
package dev.claviger.contract.refusal;
