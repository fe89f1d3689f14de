/**
 * Stores of disinfectant, masks, thermometers and the like. Takes in what people move and count,
 * and what sprayers used by the slots of disinfection; hands on what there is of each item, since
 * when that is too little, and for how many days it lasts.
 */
package org.campussentry.ingest.supply;
