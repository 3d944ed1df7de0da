/**
 * What the parts of a control group's usage have in common: whose it is, and how it is labelled.
 */
@NullMarked
package io.hypervigil.containers.usage;

import org.jspecify.annotations.NullMarked;
