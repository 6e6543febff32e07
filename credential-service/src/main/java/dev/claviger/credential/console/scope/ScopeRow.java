package dev.claviger.credential.console.scope;

import java.util.List;

import dev.claviger.credential.narrowing.holder.ScopeHolding;

/**
 * One line of the drawn catalogue.
 *
 * @param depth    how far it is indented; 0 for what nothing above it includes
 * @param parent   the scope above it that includes it; empty where there is none
 * @param others   further ones that include it
 * @param isAgain  whether it is drawn with what it includes elsewhere
 * @param includes what that is; none where it stands below it
 * @param isSeen   whether gateways ask for scopes of its kind
 */
public record ScopeRow(int depth, String name, String address, String description, String criticality, String parent, List<String> others, boolean isAgain, List<String> includes,
        ScopeHolding holding, boolean isSeen) {
}
