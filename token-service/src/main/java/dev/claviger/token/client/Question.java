package dev.claviger.token.client;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;

/** "Does this secret belong to that client?" */
record Question(ClientId client, ClientSecret secret) {
}
