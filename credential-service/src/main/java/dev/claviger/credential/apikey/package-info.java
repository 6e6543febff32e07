/** API keys: a second proof some environments and routes demand beside the access token, bound to one client. */
package dev.claviger.credential.apikey;
