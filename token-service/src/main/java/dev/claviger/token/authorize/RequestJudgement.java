package dev.claviger.token.authorize;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ScopeText;
import dev.claviger.token.authorize.AuthorizationRefusal.ReturnAddress;
import dev.claviger.token.grant.GrantType;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.Subject;
import dev.claviger.token.page.Problem;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One request, held against what its client is registered for. The checks stand in the order in which they win. */
final class RequestJudgement {

    private static final String CODE = "code";
    private static final String QUERY = "query";
    /** OpenID Connect Core §6, §7.2.1: names of parameters and of the errors for who does not support them. */
    private static final Map<String, String> NOT_SUPPORTED = Map.of("request", "request_not_supported",
            "request_uri", "request_uri_not_supported", "registration", "registration_not_supported");
    /** About 31 years. */
    private static final int LONGEST_AGE_DIGITS = 9;

    private final AuthorizationPath path;
    private final AuthorizationParameters parameters;
    private final Application application;
    private final long position;

    RequestJudgement(AuthorizationPath path, AuthorizationParameters parameters, Application application, long position) {
        this.path = path;
        this.parameters = parameters;
        this.application = application;
        this.position = position;
    }

    AuthorizationRequest judge() {
        ReturnAddress address = address();
        refuseRepeated(address);
        refuseUnsupported(address);
        requireCode(address);
        requireOwnPeople(address);
        ScopeList scopes = scopes(address);
        Optional<CodeChallenge> challenge = challenge(address);
        if (!parameters.resources().stream().allMatch(application.audience()::equals)) {
            throw address.refusal("invalid_target", "the client may not obtain tokens for this resource");
        }
        return new AuthorizationRequest(path, parameters, application, position, address.redirectUri(), scopes, prompts(address), maxAge(address), challenge);
    }

    /** Before anything else: until it is known, nobody can be sent anywhere. */
    private ReturnAddress address() {
        if (parameters.isRepeated("redirect_uri")) {
            throw Problem.redirectNotRegistered();
        }
        String redirectUri = RedirectUris.choose(application, parameters.text("redirect_uri"), askedScope().orElse(""))
                .orElseThrow(Problem::redirectNotRegistered);
        return new ReturnAddress(redirectUri, parameters.isRepeated("state") ? Optional.empty() : parameters.text("state"));
    }

    /** RFC 6749 §3.1; {@code scopes}, which Lucid's sample sends, is another name for {@code scope}. */
    private void refuseRepeated(ReturnAddress address) {
        if (parameters.repeatsAny() || parameters.has("scope") && parameters.has("scopes")) {
            throw address.refusal("invalid_request", "a parameter is repeated");
        }
    }

    private void refuseUnsupported(ReturnAddress address) {
        NOT_SUPPORTED.keySet().stream().filter(parameters::has).sorted().findFirst().ifPresent(name -> {
            throw address.refusal(NOT_SUPPORTED.get(name), "the parameter " + name + " is not supported");
        });
    }

    private void requireCode(ReturnAddress address) {
        Optional<String> type = parameters.text("response_type");
        if (type.isEmpty() && !application.habits().mayOmitResponseType()) {
            throw address.refusal("invalid_request", "response_type missing");
        }
        if (type.isPresent() && !type.get().equals(CODE)) {
            throw address.refusal("unsupported_response_type", "response_type is not code");
        }
        if (parameters.text("response_mode").filter(mode -> !mode.equals(QUERY)).isPresent()) {
            throw address.refusal("invalid_request", "response_mode is not query");
        }
        if (!application.grantTypes().contains(GrantType.AUTHORIZATION_CODE.value())) {
            throw address.refusal("unauthorized_client", "the client is not registered for authorization_code");
        }
    }

    /** A client signs in people of its own tenant and of no other; only the platform's own clients know no such bound, and those stand for no account. */
    private void requireOwnPeople(ReturnAddress address) {
        Optional<String> tenant = parameters.text(AuthorizationRequest.TENANT);
        if (application.isFirstParty() && path.kind() == Subject.Kind.ACCOUNT) {
            throw address.refusal("unauthorized_client", "the client is for people, not for accounts");
        }
        if (tenant.isPresent() && !(application.isFirstParty() ? TenantId.isWellFormed(tenant.get()) : application.tenant().value().equals(tenant.get()))) {
            throw address.refusal("invalid_request", "tenant is not one whose people sign in to this client");
        }
    }

    private Optional<String> askedScope() {
        return parameters.text("scope").or(() -> parameters.text("scopes"));
    }

    private ScopeList scopes(ReturnAddress address) {
        Map<String, ScopeText> known = application.scopeTexts().stream().collect(Collectors.toMap(ScopeText::name, Function.identity(), (one, other) -> one));
        ScopeList asked = askedScope().map(text -> parsed(text, address)).filter(list -> !list.names().isEmpty())
                .orElseGet(() -> ScopeList.of(Scopes.of(application.scopes().names().stream().filter(name -> fits(known.get(name))).toList())));
        if (!asked.names().stream().allMatch(known::containsKey)) {
            throw address.refusal("invalid_scope", "a scope is unknown or not the client's");
        }
        if (asked.names().isEmpty() || !asked.names().stream().map(known::get).allMatch(this::fits)) {
            throw address.refusal("invalid_scope", "a scope is not for tokens of this type: an account and a user are asked in different ways");
        }
        return asked;
    }

    private static ScopeList parsed(String text, ReturnAddress address) {
        try {
            ScopeList list = ScopeList.parse(text);
            list.toSet();
            return list;
        } catch (IllegalArgumentException malformed) {
            throw address.refusal("invalid_scope", malformed.getMessage());
        }
    }

    /** Whoever administers does so as a person, whose role and limits the admin API looks at. */
    private boolean fits(ScopeText scope) {
        return scope != null && scope.tokenTypes().contains(path.kind().toString())
                && !(path.kind() == Subject.Kind.ACCOUNT && Scopes.isBuiltIn(scope.name()));
    }

    /** RFC 7636 §4.3, §4.4.1. Without a method {@code plain} is meant. */
    private Optional<CodeChallenge> challenge(ReturnAddress address) {
        Optional<String> value = parameters.text("code_challenge");
        boolean isRequired = application.isPublic() || application.habits().requiresPkce() || parameters.has("code_challenge_method");
        if (value.isEmpty() && isRequired) {
            throw address.refusal("invalid_request", "code_challenge missing");
        }
        return value.map(text -> challenge(text, address));
    }

    private CodeChallenge challenge(String value, ReturnAddress address) {
        try {
            CodeChallenge.Method method = parameters.text("code_challenge_method").map(CodeChallenge.Method::of).orElse(CodeChallenge.Method.PLAIN);
            if (method == CodeChallenge.Method.PLAIN && !application.habits().mayUsePlainChallenge()) {
                throw new IllegalArgumentException("code_challenge_method is not S256");
            }
            return new CodeChallenge(method, value);
        } catch (IllegalArgumentException wrong) {
            throw address.refusal("invalid_request", wrong.getMessage());
        }
    }

    /** OpenID Connect Core §3.1.2.1. */
    private Set<Prompt> prompts(ReturnAddress address) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        for (String name : parameters.text("prompt").map(text -> List.of(text.trim().split(" +"))).orElse(List.of())) {
            prompts.add(Prompt.of(name).orElseThrow(() -> address.refusal("invalid_request", "prompt is not none, login, consent or select_account")));
        }
        if (prompts.contains(Prompt.NONE) && prompts.size() > 1) {
            throw address.refusal("invalid_request", "prompt is none and something else");
        }
        return prompts;
    }

    private Optional<Duration> maxAge(ReturnAddress address) {
        return parameters.text("max_age").map(text -> {
            if (!text.matches("[0-9]{1," + LONGEST_AGE_DIGITS + "}")) {
                throw address.refusal("invalid_request", "max_age is no number of seconds");
            }
            return Duration.ofSeconds(Long.parseLong(text));
        });
    }
}
