/** What is the same in all quotas, whatever they are of: when they refuse, and in which words. */
@NullMarked
package io.hypervigil.collect.quota;

import org.jspecify.annotations.NullMarked;
