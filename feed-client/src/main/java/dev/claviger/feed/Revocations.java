package dev.claviger.feed;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The revocations that still concern a live token. Immutable and structure-sharing: adding one to a million copies a
 * few nodes. Each stands under the narrowest id it names, so a token costs at most seven look-ups.
 */
public final class Revocations {

    /** Stands for "no id": revocations of everything before an instant. */
    private static final Object EVERYTHING = new Object();

    private static final Comparator<Revocation> BY_END = Comparator.comparing(Revocation::keepUntil).thenComparing(Revocation::position);

    public static final Revocations NONE = new Revocations(HashTreePMap.empty(), TreePMap.empty(BY_END));

    private final PMap<Object, List<Revocation>> byId;
    private final TreePMap<Revocation, Object> byEnd;

    private Revocations(PMap<Object, List<Revocation>> byId, TreePMap<Revocation, Object> byEnd) {
        this.byId = byId;
        this.byEnd = byEnd;
    }

    public static Revocations of(Collection<Revocation> revocations) {
        Revocations all = NONE;
        for (Revocation revocation : revocations) {
            all = all.plus(revocation);
        }
        return all;
    }

    /** These and the added ones, without those that can concern no live token any more at {@code now}. */
    public Revocations with(Collection<Revocation> added, Instant now) {
        Revocations all = this;
        for (Revocation revocation : added) {
            all = all.plus(revocation);
        }
        return all.withoutEnded(now);
    }

    /** Whether any of them ends this token. */
    public boolean cover(AccessTokenClaims token) {
        return covers(token.tokenId(), token) || (token.grant().isPresent() && covers(token.grant().get(), token))
                || covers(token.credential(), token) || covers(token.subject(), token) || covers(token.client(), token)
                || covers(token.tenant(), token) || covers(EVERYTHING, token);
    }

    /** The one that ends this token, of several the one recorded first; for explaining, not for deciding: {@link #cover} is that. */
    public Optional<Revocation> covering(AccessTokenClaims token) {
        return Stream.<Optional<?>>of(Optional.of(token.tokenId()), token.grant(), Optional.of(token.credential()), Optional.of(token.subject()),
                        Optional.of(token.client()), Optional.of(token.tenant()), Optional.of(EVERYTHING))
                .flatMap(Optional::stream).flatMap(id -> byId.getOrDefault(id, List.of()).stream()).filter(candidate -> candidate.covers(token))
                .min(Comparator.comparing(Revocation::position));
    }

    public int size() {
        return byEnd.size();
    }

    private boolean covers(Object id, AccessTokenClaims token) {
        List<Revocation> candidates = byId.get(id);
        return candidates != null && candidates.stream().anyMatch(candidate -> candidate.covers(token));
    }

    private Revocations plus(Revocation added) {
        Object id = narrowestId(added.target());
        List<Revocation> present = byId.getOrDefault(id, List.of());
        if (present.stream().anyMatch(other -> includes(other, added))) {
            return this;
        }
        List<Revocation> superseded = present.stream().filter(other -> includes(added, other)).toList();
        List<Revocation> kept = Stream.concat(present.stream().filter(other -> !superseded.contains(other)), Stream.of(added)).toList();
        return new Revocations(byId.plus(id, kept), byEnd.minusAll(superseded).plus(added, id));
    }

    /** Whether {@code wide} ends every token {@code narrow} ends, at least as long: the later of two cut-offs wins. */
    private static boolean includes(Revocation wide, Revocation narrow) {
        return sameIds(wide.target(), narrow.target()) && !wide.keepUntil().isBefore(narrow.keepUntil())
                && wide.position() >= narrow.position()
                && cutOff(wide).map(wideEnd -> cutOff(narrow).filter(end -> !wideEnd.isBefore(end)).isPresent()).orElse(true);
    }

    private static Optional<Instant> cutOff(Revocation revocation) {
        return revocation.target().issuedBefore();
    }

    private static boolean sameIds(RevocationTarget one, RevocationTarget other) {
        return Objects.equals(one.tenant(), other.tenant()) && Objects.equals(one.client(), other.client())
                && Objects.equals(one.credential(), other.credential()) && Objects.equals(one.grant(), other.grant())
                && Objects.equals(one.tokenId(), other.tokenId()) && Objects.equals(one.subject(), other.subject());
    }

    private Revocations withoutEnded(Instant now) {
        Revocations live = this;
        while (!live.byEnd.isEmpty() && live.byEnd.firstKey().keepUntil().isBefore(now)) {
            live = live.minus(live.byEnd.firstKey());
        }
        return live;
    }

    private Revocations minus(Revocation ended) {
        Object id = byEnd.get(ended);
        List<Revocation> left = byId.get(id).stream().filter(other -> !other.equals(ended)).toList();
        return new Revocations(left.isEmpty() ? byId.minus(id) : byId.plus(id, left), byEnd.minus(ended));
    }

    private static Object narrowestId(RevocationTarget target) {
        return Stream.<Optional<?>>of(target.tokenId(), target.grant(), target.credential(), target.subject(), target.client(), target.tenant())
                .filter(Optional::isPresent).findFirst().<Object>map(Optional::get).orElse(EVERYTHING);
    }
}
