/** Bundles of OCI runtimes: the configuration and the first process of what runs. */
@NullMarked
package io.hypervigil.containers.oci;

import org.jspecify.annotations.NullMarked;
