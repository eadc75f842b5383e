// SPDX-License-Identifier: Apache-2.0
package org.drivechange.simulator;

/** Faults of a drive's delta, each applied to a number of answers by {@link SimulatedDrive#fault}. */
public enum DeltaFault {
    /** A page without items, and a nextLink to the items that the page should have had. */
    EMPTY_PAGE,

    /** A page without items, with the deltaLink of the same position: the changes follow in a later round. */
    EMPTY_DELTA,

    /** A page without items, whose deltaLink skips all changes so far: only the older link still returns them. */
    EMPTY_DELTA_SKIPPING_CHANGES,

    /** A page with the root alone and the deltaLink of the same position. */
    ROOT_ONLY,

    /** The items of the page, and the nextLink that was requested. */
    REPEATED_NEXT_LINK(DeltaStage.LINK),

    /** The items of the page, and a new nextLink to the same items. */
    ENDLESS_NEXT_LINK,

    /** A page without nextLink and deltaLink. */
    NO_LINK,

    /** A page with both a nextLink and a deltaLink. */
    BOTH_LINKS,

    /** A page without {@code value}. */
    NO_VALUE,

    /** A deltaLink with {@code token=latest} behind its token; following it returns no items. */
    LATEST_IN_DELTA_LINK,

    /** A link to another host name of the simulator; {@link GraphSimulator#requests} records requests to it. */
    FOREIGN_LINK,

    /** A link with {@code %24}, {@code %2c}, {@code %23} and {@code %27}; other spellings of it are answered 400. */
    ESCAPED_LINK,

    /** A link below {@code /users('…')} with {@code select} instead of {@code $select}; other spellings are answered 400. */
    REWRITTEN_LINK,

    /** A link in function form, {@code delta(token='…')}; other spellings are answered 400. */
    FUNCTION_LINK,

    /** A link that is not a URI. */
    INVALID_LINK,

    /** 400 for a link that Graph issued. */
    LINK_BAD_REQUEST(DeltaStage.LINK),

    /** 404 for a link that Graph issued. */
    LINK_NOT_FOUND(DeltaStage.LINK),

    /** 410 with the code {@code resyncRequired}. */
    GONE_RESYNC_REQUIRED(DeltaStage.LINK),

    /** 410 with the code {@code resyncChangesApplyDifferences}. */
    GONE_APPLY_DIFFERENCES(DeltaStage.LINK),

    /** 410 with the code {@code resyncChangesUploadDifferences}. */
    GONE_UPLOAD_DIFFERENCES(DeltaStage.LINK),

    /** 410 with the inner code {@code resyncApplyDifferences}. */
    GONE_INNER_APPLY_DIFFERENCES(DeltaStage.LINK),

    /** 410 with the inner code {@code resyncUploadDifferences}. */
    GONE_INNER_UPLOAD_DIFFERENCES(DeltaStage.LINK),

    /** 410 with the code {@code syncStateNotFound}. */
    GONE_SYNC_STATE_NOT_FOUND(DeltaStage.LINK),

    /** 410 with the code {@code ResyncREQUIRED}. */
    GONE_MIXED_CASE(DeltaStage.LINK),

    /** 410 without a body. */
    GONE_WITHOUT_BODY(DeltaStage.LINK),

    /** 401. */
    UNAUTHORIZED,

    /** 403 with the code {@code accessDenied}. */
    FORBIDDEN,

    /** 429 without {@code Retry-After}; {@link ScriptedResponse#throttled} has one. */
    THROTTLED,

    /** 500 with the code {@code cannotSnapshotTree}. */
    NO_COHERENT_VIEW,

    /** 502. */
    BAD_GATEWAY,

    /** 503 without {@code Retry-After}. */
    UNAVAILABLE,

    /** 504. */
    GATEWAY_TIMEOUT,

    /** 504 for the token of the next link that is requested, while other tokens are answered normally. */
    GATEWAY_TIMEOUT_FOR_TOKEN(DeltaStage.LINK),

    /** 507. */
    INSUFFICIENT_STORAGE,

    /** 509 without {@code Retry-After}. */
    BANDWIDTH_EXCEEDED,

    /** The page with headers {@code RateLimit-Limit}, {@code RateLimit-Remaining: 0} and {@code RateLimit-Reset: 1}. */
    RATE_LIMIT_HEADERS,

    /** 200 with an {@code error} object as the last element of {@code value}, and the links of the page. */
    ERROR_IN_VALUE,

    /** The page with an element without an id. */
    ITEM_WITHOUT_ID,

    /** The page with items of which only the id remains, and the {@code deleted} facet. */
    ID_ONLY_ITEMS,

    /** The page with dates of the year 1. */
    YEAR_ONE_DATES,

    /** The page with each item twice, first in an outdated state. */
    REPEATED_ITEMS,

    /** The page with its deleted items at the end. */
    DELETIONS_LAST,

    /** The page with {@code @removed} instead of the {@code deleted} facet. */
    REMOVED_ANNOTATIONS,

    /** The first half of the page, as if it were complete. */
    TRUNCATED_BODY,

    /** The first half of the page, then the end of the connection. */
    ABORTED_BODY,

    /** The page with 17 MiB of white space. */
    OVERSIZED_BODY;

    private final DeltaStage stage;

    DeltaFault() {
        this(DeltaStage.ANY);
    }

    DeltaFault(DeltaStage stage) {
        this.stage = stage;
    }

    /**
     * Returns the requests to which the fault applies unless others are specified.
     *
     * @return {@link DeltaStage#ANY}, or {@link DeltaStage#LINK} for faults of links
     */
    public DeltaStage stage() {
        return stage;
    }
}
