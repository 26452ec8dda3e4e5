// Package ui is the page: go-app components, one a file, that show a lab.Lab.
//
// The page component redraws when something has happened, ten times a second
// at most while a run trains. What it is made of are components whose exported
// fields say all that they show, so that go-app redraws those alone of which a
// field has changed. The live curves and the drawing field talk to the browser
// directly.
package ui
