package dev.claviger.contract;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of scopes (RFC 6749 §3.3): named permissions, sorted, without duplicates, case-sensitive.
 * Two sets with the same names are equal however they were written.
 */
public final class Scopes implements Iterable<String> {

    public static final Scopes NONE = new Scopes(Collections.emptySortedSet());

    /** Names beginning so are built in: not creatable, implied by nothing, never mixed with a tenant's API scopes. */
    public static final String BUILT_IN_PREFIX = "claviger:";
    /** May do everything in the admin API, in every tenant. */
    public static final String ADMIN = BUILT_IN_PREFIX + "admin";
    /** May manage the clients of the token's own tenant. */
    public static final String TENANT = BUILT_IN_PREFIX + "tenant";

    /** scope-token = 1*( %x21 / %x23-5B / %x5D-7E ); the length bound is ours. */
    private static final Pattern NAME = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}");

    private final SortedSet<String> names;

    private Scopes(SortedSet<String> names) {
        this.names = Collections.unmodifiableSortedSet(names);
    }

    /** @throws IllegalArgumentException when a name breaks RFC 6749 §3.3 or is longer than 200 characters */
    public static Scopes of(Collection<String> names) {
        if (names.isEmpty()) {
            return NONE;
        }
        names.forEach(Scopes::requireName);
        return new Scopes(new TreeSet<>(names));
    }

    public static Scopes of(String... names) {
        return of(Arrays.asList(names));
    }

    /**
     * The value of a {@code scope} parameter or claim: names separated by single spaces. Leading, trailing and
     * doubled spaces are tolerated, since real clients send them; a tab or comma is not a separator.
     */
    public static Scopes parse(String text) {
        return of(Arrays.stream(text.split(" ")).filter(name -> !name.isEmpty()).toList());
    }

    public static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    public static boolean isBuiltIn(String name) {
        return name.startsWith(BUILT_IN_PREFIX);
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public boolean containsAll(Scopes others) {
        return names.containsAll(others.names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public int size() {
        return names.size();
    }

    /** Sorted and unmodifiable. */
    public SortedSet<String> names() {
        return names;
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes scopes && names.equals(scopes.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** The form of RFC 6749 §3.3: space-separated. */
    @Override
    public String toString() {
        return String.join(" ", names);
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a scope is 1 to 200 printable ASCII characters without space, quote and backslash");
        }
    }
}
