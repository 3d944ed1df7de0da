package io.hypervigil.nvml.owner;

import io.hypervigil.collect.Fact.Basis;
import java.util.OptionalDouble;

/**
 * An owner has a part of a GPU.
 *
 * @param share of the whole GPU, 0 to 1, where the claim says
 */
record Holding(OwnerKey owner, HeldPart held, Basis basis, OptionalDouble share) {}
