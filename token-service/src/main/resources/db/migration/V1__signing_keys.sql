-- A key signs from signs_from until the next key does; so nothing has to be updated, and any two replicas that read the
-- same rows at the same time sign with the same key.
create table signing_key (
    kid         text        primary key,
    algorithm   text        not null,
    public_key  bytea       not null,
    -- AES-256-GCM under claviger.signing.encryption-key, with the kid as associated data: nonce, ciphertext, tag.
    private_key bytea       not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null unique
);

comment on column signing_key.kid is 'RFC 7638 thumbprint of the public key';
comment on column signing_key.public_key is 'X.509 SubjectPublicKeyInfo, DER';
comment on column signing_key.private_key is 'PKCS #8, DER, encrypted';
