package dev.claviger.gateway.authenticate.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ClientId;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OwnerQuestionsTest {

    private static final ApiKeyVerification ANSWER = new ApiKeyVerification("f", 1, Optional.empty());
    private final OwnerQuestions questions = new OwnerQuestions();
    private final List<Promise<ApiKeyVerification>> calls = new ArrayList<>();

    private Future<ApiKeyVerification> ask(int key, int client) {
        return questions.ask(new ApiKeyDigest(key, 0, 0, 0), new ClientId("client%010d".formatted(client)), this::call);
    }

    private Future<ApiKeyVerification> call() {
        Promise<ApiKeyVerification> call = Promise.promise();
        calls.add(call);
        return call.future();
    }

    private static boolean isRefused(Future<ApiKeyVerification> asked) {
        return asked.failed() && asked.cause() instanceof Refused refused && refused.refusal() == Refusal.API_KEYS_UNAVAILABLE;
    }

    @Test
    void share_an_answer_while_it_is_under_way_and_not_longer() {
        Future<ApiKeyVerification> first = ask(1, 1);
        Future<ApiKeyVerification> second = ask(1, 2);
        assertThat(calls).hasSize(1);
        calls.get(0).complete(ANSWER);
        assertThat(first.result()).isSameAs(second.result()).isSameAs(ANSWER);
        ask(1, 1);
        assertThat(calls).hasSize(2);
    }

    @Test
    void are_few_at_once_for_one_client_and_bounded_for_all() {
        int key = 0;
        for (int client = 0; client < OwnerQuestions.MOST / OwnerQuestions.MOST_OF_ONE_CLIENT; client++) {
            for (int i = 0; i < OwnerQuestions.MOST_OF_ONE_CLIENT; i++) {
                assertThat(ask(++key, client).isComplete()).isFalse();
            }
            assertThat(isRefused(ask(1_000_000 + client, client))).isTrue();
        }
        assertThat(calls).hasSize(OwnerQuestions.MOST);
        assertThat(isRefused(ask(++key, 999))).isTrue();

        calls.get(0).complete(ANSWER);
        assertThat(ask(++key, 999).isComplete()).isFalse();
        assertThat(isRefused(ask(++key, 999))).isTrue();
    }

    @Test
    void leave_nothing_behind_when_a_call_fails_or_throws() {
        Supplier<Future<ApiKeyVerification>> throwing = () -> {
            throw new IllegalStateException("closed");
        };
        for (int i = 0; i < OwnerQuestions.MOST * 2; i++) {
            assertThat(questions.ask(new ApiKeyDigest(1, 0, 0, 0), new ClientId("client0000000001"), throwing).cause()).hasMessage("closed");
        }
        assertThat(ask(1, 1).isComplete()).isFalse();
    }
}
