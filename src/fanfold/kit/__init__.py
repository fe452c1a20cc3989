"""Small tools that every room and workshop may borrow. Nothing here knows a room."""
