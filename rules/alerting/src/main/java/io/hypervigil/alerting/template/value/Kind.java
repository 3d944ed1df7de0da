package io.hypervigil.alerting.template.value;

/** What a type is at bottom. */
public enum Kind {
    NOTHING,
    BOOL,
    INT,
    UINT,
    FLOAT,
    STRING,
    LIST,
    MAP,
    STRUCT,
    ANY
}
