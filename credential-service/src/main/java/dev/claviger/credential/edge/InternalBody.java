package dev.claviger.credential.edge;

import java.util.function.Function;

import dev.claviger.contract.Fields;
import dev.claviger.credential.problem.Problem;

/** Bodies from our own services: read leniently, since an older and a newer version talk during a rolling update. */
public final class InternalBody {

    private InternalBody() {
    }

    /** @throws Problem 400 in the reader's words when it refuses the body */
    public static <T> T read(JsonInput body, Function<Fields, T> reader) {
        if (body == null) {
            throw Problem.malformed("The body must be a JSON object");
        }
        try {
            return reader.apply(body.fields());
        } catch (IllegalArgumentException wrong) {
            throw Problem.malformed(wrong.getMessage());
        }
    }
}
