/** What dashboards and alerts ask Prometheus for, held against what the services really tell it. */
package dev.claviger.acceptance.monitoring;
