package dev.claviger.token;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ApplicationAnswer;
import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.contract.person.IdentityProvider;
import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonQuestion;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.contract.person.PersonVerification.Outcome;
import dev.claviger.contract.person.Role;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** People and applications of a {@link TestCredentialService}, with passwords as a test tells it. */
public final class TestPeople {

    public static final String CODE = "123456";
    public static final String SECRET = "JBSWY3DPEHPK3PXP";
    public static final String DEVICE = "device-of-this-browser";
    public static final String REASON = "This password is one of the most used.";

    /** What was asked, by path. */
    public final List<JsonObject> resets = new CopyOnWriteArrayList<>();
    public final List<PersonQuestion> questions = new CopyOnWriteArrayList<>();
    public final List<ExternalSignIn> externalQuestions = new CopyOnWriteArrayList<>();
    public volatile boolean tooMany;
    public volatile boolean providersAreDown;

    private final LongSupplier position;
    private final AtomicLong numbers = new AtomicLong(1000);
    private final Map<String, Known> people = new ConcurrentHashMap<>();
    private final Map<String, IdentityProvider> providers = new ConcurrentHashMap<>();
    private final Map<String, String> externals = new ConcurrentHashMap<>();
    private final Map<ClientId, Application> applications = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> links = new ConcurrentHashMap<>();

    /** @param position of the feed, which other tests may have moved */
    TestPeople(LongSupplier position) {
        this.position = position;
    }

    private static final class Known {

        private final Person person;
        private volatile String password;
        private volatile boolean codes;
        private volatile boolean disabled;

        private Known(Person person, String password) {
            this.person = person;
            this.password = password;
        }
    }

    public Person register(String tenant, String username, String password) {
        Person person = new Person(new TenantId(tenant), new PersonId(numbers.incrementAndGet()), username, Optional.of("Ada Lovelace"),
                Optional.of(username + "@example.com"), true, Role.MEMBER, Optional.empty(), Instant.ofEpochSecond(1_790_000_000));
        people.put(tenant + "/" + username, new Known(person, password));
        return person;
    }

    /** The same person with another name, role or limit. */
    public void change(Person person) {
        people.computeIfPresent(person.tenant() + "/" + person.username(), (key, known) -> new Known(person, known.password));
    }

    public void remove(Person person) {
        people.remove(person.tenant() + "/" + person.username());
    }

    /** Still there, and answered for no more. */
    public void disable(Person person) {
        people.get(person.tenant() + "/" + person.username()).disabled = true;
    }

    public void withCodes(Person person) {
        people.get(person.tenant() + "/" + person.username()).codes = true;
    }

    public void register(Application application) {
        applications.put(application.client(), application);
    }

    /** @param purpose invitation or reset */
    public void link(String token, Person person, String purpose) {
        links.put(token, new JsonObject().put("valid", true).put("purpose", purpose).put("username", person.username()).put("tenant", person.tenant().value()));
    }

    /** Whether the request was about people or applications. */
    boolean answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/internal/person-verifications" -> answer(request, this::verify);
            case "/internal/people" -> answer(request, this::find);
            case "/internal/identity-providers" -> provider(request);
            case "/internal/external-sign-ins" -> answer(request, this::verifyExternal);
            case "/internal/applications" -> answer(request, this::application);
            case "/internal/application-names" -> answer(request, question -> new JsonObject().put("names", question.getJsonArray("client_ids").stream()
                    .map(id -> applications.get(new ClientId((String) id))).filter(java.util.Objects::nonNull)
                    .collect(JsonObject::new, (names, known) -> names.put(known.client().value(), known.name()), JsonObject::mergeIn)));
            case "/internal/origins" -> answer(request, question -> new JsonObject().put("allowed",
                    applications.values().stream().anyMatch(known -> known.allowedOrigins().contains(question.getString("origin")))));
            case "/internal/password-resets" -> answer(request, question -> {
                resets.add(question);
                return new JsonObject();
            });
            case "/internal/password-links" -> answer(request, question -> links.getOrDefault(question.getString("token"), new JsonObject().put("valid", false)));
            case "/internal/passwords" -> answer(request, this::password);
            case "/internal/one-time-passwords" -> answer(request, this::codes);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Where people of its tenant sign in; none is there while this is down. */
    public void provider(IdentityProvider provider) {
        providers.put(provider.tenant().value(), provider);
    }

    public void withoutProvider(String tenant) {
        providers.remove(tenant);
    }

    /** Who somebody is here whom a provider has vouched for. */
    public void external(String subject, Person person) {
        externals.put(person.tenant() + "/" + subject, person.username());
    }

    private void provider(HttpServerRequest request) {
        if (providersAreDown) {
            request.response().setStatusCode(500).end();
        } else {
            answer(request, question -> new JsonObject(Fields.ordered("provider", Optional.ofNullable(providers.get(question.getString("tenant"))).map(known -> {
                Map<String, Object> fields = new HashMap<>(known.toFields());
                if (!question.getBoolean("secret", false)) {
                    fields.remove("client_secret");
                }
                return fields;
            }))));
        }
    }

    private JsonObject verifyExternal(JsonObject body) {
        ExternalSignIn question = ExternalSignIn.of(new Fields(body.getMap()));
        externalQuestions.add(question);
        Optional<Person> person = Optional.ofNullable(externals.get(question.tenant() + "/" + question.subject()))
                .map(username -> people.get(question.tenant() + "/" + username)).map(known -> known.person);
        return new JsonObject(new PersonVerification("feed-1", position.getAsLong(), person.isPresent() ? Outcome.VERIFIED : Outcome.REFUSED, person,
                Optional.empty(), Optional.empty()).toFields());
    }

    private interface Answer {

        JsonObject to(JsonObject question);
    }

    private static void answer(HttpServerRequest request, Answer answer) {
        request.body().onSuccess(body -> request.response().end(answer.to(body.toJsonObject()).toBuffer()));
    }

    private JsonObject verify(JsonObject body) {
        PersonQuestion question = PersonQuestion.of(new Fields(body.getMap()));
        questions.add(question);
        Optional<Known> known = Optional.ofNullable(people.get(question.tenant() + "/" + question.username()))
                .filter(one -> one.password.equals(question.password()));
        return new JsonObject(new PersonVerification("feed-1", position.getAsLong(), outcome(known, question), known.filter(one -> outcome(known, question) == Outcome.VERIFIED)
                .map(one -> one.person), known.map(one -> DEVICE), tooMany ? Optional.of(Duration.ofSeconds(90)) : Optional.empty()).toFields());
    }

    private Outcome outcome(Optional<Known> known, PersonQuestion question) {
        if (tooMany) {
            return Outcome.TOO_MANY;
        }
        return known.map(one -> one.codes && !question.oneTimePassword().equals(Optional.of(CODE)) ? Outcome.ONE_TIME_PASSWORD_NEEDED : Outcome.VERIFIED)
                .orElse(Outcome.REFUSED);
    }

    private Optional<Known> known(JsonObject question) {
        return people.values().stream().filter(one -> one.person.id().value() == question.getLong("id")
                && one.person.tenant().value().equals(question.getString("tenant", one.person.tenant().value()))).findFirst();
    }

    private JsonObject find(JsonObject question) {
        return new JsonObject(Fields.ordered("feed_id", "feed-1", "position", position.getAsLong(), "person", known(question).filter(one -> !one.disabled).map(one -> one.person.toFields()), "exists", known(question).isPresent()))
                .put("one_time_password", known(question).map(one -> one.codes).orElse(false));
    }

    private JsonObject application(JsonObject question) {
        return new JsonObject(new ApplicationAnswer("feed-1", position.getAsLong(), Optional.ofNullable(applications.get(new ClientId(question.getString("client_id"))))).toFields());
    }

    private JsonObject password(JsonObject question) {
        String password = question.getString("password");
        if (question.containsKey("current_password") && known(question).filter(one -> one.password.equals(question.getString("current_password"))).isEmpty()) {
            return new JsonObject().put("outcome", "wrong_password");
        }
        if (password.equals("password")) {
            return new JsonObject().put("outcome", "refused").put("reason", REASON);
        }
        if (question.containsKey("token")) {
            return byLink(links.remove(question.getString("token")), password);
        }
        known(question).orElseThrow().password = password;
        return new JsonObject().put("outcome", "set");
    }

    private JsonObject byLink(JsonObject link, String password) {
        if (link == null) {
            return new JsonObject().put("outcome", "link_dead");
        }
        Known known = people.get(link.getString("tenant") + "/" + link.getString("username"));
        known.password = password;
        return new JsonObject().put("outcome", "set").put("person", new JsonObject(known.person.toFields())).put("device", DEVICE);
    }

    private JsonObject codes(JsonObject question) {
        Known known = known(question).orElseThrow();
        return switch (question.getString("step")) {
            case "begin" -> !question.getString("current_password").equals(known.password) ? new JsonObject().put("outcome", "wrong") : new JsonObject().put("secret", SECRET).put("otpauth_uri", "otpauth://totp/Claviger:" + known.person.username() + "?secret=" + SECRET);
            case "confirm" -> {
                known.codes = question.getString("code").equals(CODE);
                yield known.codes ? new JsonObject().put("outcome", "on").put("recovery_codes", new JsonArray(List.of("aaaa-bbbb", "cccc-dddd")))
                        : new JsonObject().put("outcome", "wrong");
            }
            default -> {
                boolean right = question.getString("current_password").equals(known.password) && question.getString("code").equals(CODE);
                known.codes = !right;
                yield new JsonObject().put("outcome", right ? "off" : "wrong");
            }
        };
    }
}
