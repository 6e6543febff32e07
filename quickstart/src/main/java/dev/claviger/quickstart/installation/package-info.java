/**
 * A whole Claviger on one machine: embedded PostgreSQL, the three services as processes of their own, a sample API
 * behind them. The demo and the acceptance tests start it through the same code.
 *
 * <p>Invariant: whatever is started here is stopped here, PostgreSQL last. What a killed run left behind is ended by
 * the next run in the same folder.
 */
package dev.claviger.quickstart.installation;
