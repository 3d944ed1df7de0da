package io.hypervigil.alerting.template.value;

/** What a type is at bottom. */
public enum Kind {
    NOTHING,
    BOOL,
    INT,
    UINT,
    FLOAT,
    COMPLEX,
    STRING,
    LIST,
    MAP,
    STRUCT,
    ANY
}
