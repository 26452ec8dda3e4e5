// Package studio runs small studies of a lab's recipe: a list of runs that follows
// from the recipe, and what their spread over seeds carries.
package studio
