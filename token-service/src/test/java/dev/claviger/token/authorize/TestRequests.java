package dev.claviger.token.authorize;

import dev.claviger.contract.application.Application;

/** Authorization requests of applications that are given, for tests of what comes after. */
public final class TestRequests {

    private TestRequests() {
    }

    public static AuthorizationRequest of(Application application, String query) {
        return of(AuthorizationPath.STANDARD, application, query);
    }

    public static AuthorizationRequest of(AuthorizationPath path, Application application, String query) {
        return new RequestJudgement(path, AuthorizationParameters.parse(query), application, 42).judge();
    }
}
