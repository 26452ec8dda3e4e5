// Package spec declares what a Petri run is made of: its configuration, the
// knobs that may be turned, the catalogue of everything that can be chosen,
// and the ledger that counts parameters.
//
// It holds declarations and the arithmetic on them, nothing that trains, and
// imports no other package of Petri. The page lives on it alone: its forms,
// its checks and its links are all drawn from a Catalogue.
package spec
