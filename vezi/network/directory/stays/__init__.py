"""Stays away from home: a member says where she will be and when, and sees who is near."""
