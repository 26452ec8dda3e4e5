// Package scene is the view of a landscape in space, and of a window that moves over
// noise: where everything lies on the picture (Camera, Scene, Mesh, Field), and the
// Ebitengine program that draws it (game_js.go) in a page of its own, which the page
// of Petri holds in a frame.
//
// The two speak with messages of web/protocol as text. The page sends the events
// surface, noise and view; the view answers ready, and pointed when a point is
// pointed at.
package scene
