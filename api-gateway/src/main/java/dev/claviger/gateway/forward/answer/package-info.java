/** An answer on its way back: at whose pace, for how long, and what becomes of it when either side does not go on. */
package dev.claviger.gateway.forward.answer;
