package io.bifocal.analysis.compare;

import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Settings;
import io.bifocal.image.Decoder;
import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.RunContext;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Store;

/**
 * What a comparison looks at.
 *
 * @param context with a store of its own to work in
 * @param store that is looked at
 * @param last its last run
 * @param producers as configured
 */
public record Inputs(
    RunContext context,
    Store store,
    RunRecord last,
    Settings settings,
    ImageCollection collection,
    Decoder decoder,
    Producers producers) {}
