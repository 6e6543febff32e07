/**
 * How much may be asked for in how long. What a permitted request counts against is found, counted - on this replica, or in a store for all of them -
 * and told to the caller. Only who was let in with a token counts against what clients have or share, so nobody else can use that up, or make this room grow.
 */
package dev.claviger.gateway.limit;
