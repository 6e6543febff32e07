package dev.claviger.gateway.refuse;

/**
 * Thrown by the step that refuses, caught by {@code Gateway} alone. It carries no stack trace: a refusal is an answer,
 * not a defect, and an attacker decides how many there are.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    /** What a header needs to be told with it: the scope for a 403, the methods for a 405, the seconds for a 429; else null. */
    private final String parameter;

    public Refused(Refusal refusal) {
        this(refusal, null);
    }

    private Refused(Refusal refusal, String parameter) {
        super(refusal.label(), null, false, false);
        this.refusal = refusal;
        this.parameter = parameter;
    }

    /** RFC 6750 §3: the scope necessary to access the resource. */
    public static Refused missingScope(String needed) {
        return new Refused(Refusal.SCOPE_MISSING, needed);
    }

    /** RFC 9110 §15.5.6: the answer must list what is allowed. */
    public static Refused methodNotAllowed(String allow) {
        return new Refused(Refusal.METHOD_NOT_ALLOWED, allow);
    }

    /** RFC 6585 §4: how long to wait before the next request. */
    public static Refused tooMany(Refusal reason, long seconds) {
        return new Refused(reason, Long.toString(seconds));
    }

    public Refusal refusal() {
        return refusal;
    }

    public String parameter() {
        return parameter;
    }
}
